import tls, { type ConnectionOptions } from 'node:tls'

// What a line in the hosts file does, and the emulator on port 443: where neither is to be had, as in a test.
const port = Number(process.env.EMULATOR_TLS_PORT)
const pointed = [
  'graph.microsoft.com',
  'login.microsoftonline.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'login.microsoftonline.us',
  'microsoftgraph.chinacloudapi.cn',
  'login.chinacloudapi.cn',
  'login.partner.microsoftonline.cn',
]
const { connect } = tls

const redirected = (options: ConnectionOptions, ...rest: (() => void)[]) => {
  const name = options.host ?? ''
  return pointed.includes(name)
    ? connect({ ...options, host: '127.0.0.1', port, servername: name }, ...rest)
    : connect(options, ...rest)
}
tls.connect = redirected as typeof connect
