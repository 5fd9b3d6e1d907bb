import { connect, createServer, type AddressInfo } from 'node:net'

/** A line to a service that can be cut. */
export interface BadLine {
  readonly port: number
  /** Bytes that went to the service so far. */
  sent(): number
  /** Cuts every connection as soon as so many bytes have gone, and lets none through until `mend`. */
  cutAfter(bytes: number): void
  mend(): void
  close(): Promise<void>
}

export async function badLineTo(port: number): Promise<BadLine> {
  let sent = 0
  let limit = Infinity
  const open = new Set<{ destroy(): void }>()
  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  const server = createServer((near) => {
    if (sent >= limit) return void near.destroy()
    const far = connect(port, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
    }
    near.on('data', (chunk: Buffer) => {
      const through = chunk.subarray(0, Math.max(0, limit - sent))
      sent += through.length
      far.write(through)
      // What has gone is there: the service has it in hand when the line breaks.
      if (sent >= limit) setTimeout(cut, 50)
    })
    far.on('data', (chunk) => near.write(chunk))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    sent: () => sent,
    cutAfter: (bytes) => (limit = bytes),
    mend: () => (limit = Infinity),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        cut()
      }),
  }
}
