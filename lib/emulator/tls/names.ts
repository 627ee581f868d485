import { clouds } from '../kernel/clouds'

/** The names that the emulator's certificate is valid for: this machine, and the names built into clients. */
export const [{ graph: graphHost, login: loginHost }] = clouds
export const dnsNames = [
  ...new Set(clouds.flatMap(({ graph, login, alias }) => [graph, login, alias])),
  'localhost',
]
export const addresses = ['127.0.0.1', '::1']
