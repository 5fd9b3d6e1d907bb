import { XianceError } from '../contract/errors.ts'
import type { App } from './app.ts'
import { isLoopbackName } from './guard.ts'

/** Binds to a loopback address and answers with the URL. Throws NOT_LOOPBACK for any other, PORT_TAKEN. */
export async function listen(app: App, host: string, port: number): Promise<string> {
  if (!isLoopbackName(host)) throw new XianceError('NOT_LOOPBACK', { host })
  try {
    return await app.listen({ host, port })
  } catch (error) {
    if ((error as { code?: string }).code === 'EADDRINUSE')
      throw new XianceError('PORT_TAKEN', { port }, { cause: error })
    throw error
  }
}
