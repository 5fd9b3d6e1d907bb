// Preloaded (NODE_OPTIONS=--import) into the product and all its processes by network.test.ts: any look-up of a name and
// any connection that is not to this machine is written to XIANCE_TEST's log file and fails.
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import net from 'node:net'
import { syncBuiltinESMExports } from 'node:module'

const log = process.env.BLOCKED_NETWORK_LOG

function refuse(what) {
  appendFileSync(log, `${what}\n`)
  return Object.assign(new Error(`network is blocked: ${what}`), { code: 'ENETUNREACH' })
}

const local = (host) => host === undefined || host === 'localhost' || host === '::1' || host.startsWith('127.')

const { lookup } = dns
dns.lookup = (host, ...rest) => {
  if (local(host)) return lookup(host, ...rest)
  const callback = rest.at(-1)
  callback(refuse(`lookup ${host}`))
}
for (const name of ['resolve', 'resolve4', 'resolve6'])
  dns[name] = (host, ...rest) => rest.at(-1)(refuse(`${name} ${host}`))
dns.promises.lookup = async (host) => {
  throw refuse(`lookup ${host}`)
}

// oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0]
  const host = typeof options === 'object' ? options.host : typeof args[1] === 'string' ? args[1] : undefined
  const isPath = typeof options === 'string' || (typeof options === 'object' && options.path !== undefined)
  if (isPath || local(host)) return connect.apply(this, args)
  process.nextTick(() => this.destroy(refuse(`connect ${host}`)))
  return this
}
syncBuiltinESMExports()
