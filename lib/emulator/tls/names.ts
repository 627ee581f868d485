import { clouds } from '../kernel/clouds'

/** What the emulator's certificate is good for: this machine, and the names that clients have built in. */
export const [{ graph: graphHost, login: loginHost }] = clouds
export const dnsNames = [
  ...new Set(clouds.flatMap(({ graph, login, alias }) => [graph, login, alias])),
  'localhost',
]
export const addresses = ['127.0.0.1', '::1']
