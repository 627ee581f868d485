import { inFile, type Mutants } from './mutant'

const tokens = inFile('authority/tokens.ts')
const clouds = inFile('kernel/clouds.ts')
const discovery = inFile('authority/discovery.ts')

export const cloudMutants: Mutants = {
  'cloud.audience': [
    tokens('if (cloud && audience !== `https://${cloud.graph}`) throw wrongAudience()', ''),
    clouds('(named ?? cloudOfLogin(baseUrl)).graph', 'cloudOfLogin(baseUrl).graph'),
  ],
  'cloud.china': [
    clouds(
      'if (cloudOfGraph(baseUrl)?.connectors === false && /^external$/i.test(first)) throw segmentNotFound(first)',
      '',
    ),
    clouds('=== false && /^external$/i.test(first)', '=== false'),
  ],
  'cloud.discovery': [
    discovery('cloud_instance_name: cloud.instance', "cloud_instance_name: 'microsoftonline.com'"),
    discovery('msgraph_host: cloud.graph', "msgraph_host: 'graph.microsoft.com'"),
  ],
}
