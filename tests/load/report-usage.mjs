// Loaded into a measured server before its own code: tells the benchmark over IPC what the process has used, and, when
// asked, which statements it sent, so that the same statements can be explained.
import pg from 'pg'

let recorded

const query = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query').value
pg.Client.prototype.query = function (...sent) {
  const [statement] = sent
  if (recorded !== undefined && typeof statement?.text === 'string') {
    recorded.push({ text: statement.text, values: statement.values ?? [] })
  }
  return query.apply(this, sent)
}

process.on('message', (asked) => {
  if (asked === 'usage') {
    const { user, system } = process.cpuUsage()
    process.send({ cpuMicroseconds: user + system, rss: process.memoryUsage.rss() })
  }
  if (asked === 'record') {
    recorded = []
    process.send({ recording: true })
  }
  if (asked === 'recorded') {
    process.send({ statements: recorded ?? [] })
    recorded = undefined
  }
})
