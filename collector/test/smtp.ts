import { createServer, type Socket } from 'node:net'

/** A mail server that keeps what it gets: every `RCPT` line and every mail, in their order. */
export const startSmtp = async () => {
  const mails: string[] = []
  /** What the next mails are answered with; default that they are kept. */
  const faults: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let data = ''
    let inData = false
    socket.write('220 test\r\n')
    socket.on('data', (chunk: Buffer) => {
      data += chunk.toString()
      if (inData) {
        if (!data.endsWith('\r\n.\r\n')) return
        const fault = faults.shift()
        if (fault === undefined) mails.push(data)
        inData = false
        data = ''
        socket.write(`${fault ?? '250 kept'}\r\n`)
        return
      }
      for (let end = data.indexOf('\r\n'); end >= 0; end = data.indexOf('\r\n')) {
        const line = data.slice(0, end)
        data = data.slice(end + 2)
        if (/^RCPT/i.test(line)) mails.push(line)
        inData = /^DATA/i.test(line)
        socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : inData ? '354 go on\r\n' : '250 ok\r\n')
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    mails,
    faults,
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((done) => server.close(done))
    },
  }
}
