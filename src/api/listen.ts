import { Server as EncryptedServer } from 'node:https'
import { networkInterfaces } from 'node:os'
import { XianceError } from '../contract/errors.ts'
import type { App } from './app.ts'

/**
 * Binds and answers with the URL. Beyond loopback only with encryption, or where the operator said that the network may be
 * trusted. Throws PLAIN_BEYOND_LOOPBACK, PORT_TAKEN.
 */
export async function listen(app: App, host: string, port: number, plainAllowed = false): Promise<string> {
  const encrypted = (app.server as unknown) instanceof EncryptedServer
  if (!isLoopbackName(host) && !encrypted && !plainAllowed) throw new XianceError('PLAIN_BEYOND_LOOPBACK', { host })
  try {
    return await app.listen({ host, port })
  } catch (error) {
    if ((error as { code?: string }).code === 'EADDRINUSE')
      throw new XianceError('PORT_TAKEN', { port }, { cause: error })
    throw error
  }
}

export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '::1' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name)
}

/**
 * Names by which a service bound to `host` is rightly addressed besides loopback: those the operator gave and, beyond loopback, the
 * addresses of this machine. Nobody can re-bind an address, so these let no foreign page in.
 */
export function hostsOf(host: string, given: string): string[] {
  const names = given
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (isLoopbackName(host)) return names
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return [...names, ...own.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address))]
}
