/** The hand-written text of the documentation, around what is generated from the code. */
export const before = `# The local tenant

A stand-in for the part of Microsoft Graph that Copilot connectors talk to, and for the authority that gives them tokens:
connections, schemas, items, external groups, people settings and profiles, search, batches and the directory, on
\`v1.0\` and \`beta\`. It keeps state, refuses what Graph refuses, and runs on one machine.

\`\`\`sh
npm run emulator
\`\`\`

It prints one line of JSON when it is ready: where Graph and the authority are, the tenant id, and client ids with
secrets. Open the address of Graph in a browser to look into the tenant: connections with their items and operations,
composed profiles and what they ignored, and every request with the reason when it was refused.

A client in Node, .NET or Python is pointed there by address, or by Microsoft’s own host names:
[Point a client at the local tenant](#point-a-client-at-the-local-tenant). Whole programs for C#, Python, TypeScript,
PowerShell and curl are in [Programs for the local tenant](emulator-clients.md). It can stand alone, too: \`npm pack\` in
\`lib/emulator\` makes a package for \`npx\`.

| Variable                   | Default                             |                                                                 |
| -------------------------- | ----------------------------------- | --------------------------------------------------------------- |
| \`EMULATOR_PORT\`            | \`4100\`                              | http                                                            |
| \`EMULATOR_TLS_PORT\`        | none                                | https, under a certificate authority that is made for it; \`443\` for clients with built-in names |
| \`EMULATOR_ALLOWED_HOSTS\` |                                     | names with a dot under which it may be asked beside its own, separated by commas; \`*\`: any |
| \`EMULATOR_HOST\`            | \`127.0.0.1\`                         | what to listen on; the control API and the pages that look into the tenant answer this machine only, whatever it is |
| \`EMULATOR_CONTROL_SECRET\`  | none                                | lets those who bring it use them from elsewhere, as a bearer token or as a password in a browser |
| \`EMULATOR_DATA\`            | \`.data/emulator.db\`                 | the tenant’s file, or \`:memory:\`                                |
| \`EMULATOR_SEED\`            | \`demo\`                              | \`demo\` has a directory of people, \`empty\` only the sample sign-ins |
| \`EMULATOR_FAULTS\`          | none                                | a JSON file with a script of faults                             |
| \`EMULATOR_STRICT\`          | off                                 | \`1\` refuses what Graph does not document                        |
| \`EMULATOR_PROVISIONING_MS\` | \`8000\`                              | how long a schema operation takes                               |
| \`EMULATOR_DELETION_MS\`     | \`3000\`                              | how long the deletion of a connection takes                     |
| \`EMULATOR_INDEX_MS\`        | \`0\`                                 | how long after it was written an item shows in search and profiles |
| \`EMULATOR_LATENCY_MS\`      | \`0\`                                 | how long every request of Graph waits                           |
| \`EMULATOR_SERVICE_MS\`      | \`50\`                                | how long Graph works on a request, the ones inside a batch too; \`0\` turns it off |
| \`EMULATOR_REDIRECT_URIS\`   | \`/auth/callback\` on port 3000       | added to those of the app registration for sign-in              |`

export const standings = `## How true it is

This file is made from the code by \`npm run emulator:matrix\`, and a test fails when it is out of date, when a route, a
refusal or a switch is missing from it, or when something in it has no test.

- **documented**: Microsoft has written it down, or a standard that it follows, in the pages under Sources.
- **observed**: somebody saw it on the real service and said so in public.
- **assumed**: nobody has said. It is a guess, and each has a switch or a setting that turns it.

The words of refusals are Graph’s where somebody recorded them and our own otherwise; programs should go by the status
and the code. *Contract* is the rule of [graph-contract.md](graph-contract.md) that an
entry follows, and *Proved by* names a test below \`tests/emulator\`.

Not here: lists of items, groups, members and operations, and \`fullRefresh\`, which no page of Microsoft’s describes;
the retrieval API of Copilot; everything of Graph beside connectors, people settings, search and the directory calls
below.`

export const after = `## Faults

A script is a JSON file for \`EMULATOR_FAULTS\`, or the body of \`POST /_emulator/faults\`. The same script with the same
\`seed\` does the same to the same requests in the same order.

\`\`\`json
{
  "seed": "monday",
  "faults": [
    { "match": { "method": "PUT", "path": "/items/" }, "status": 429, "retryAfter": 2, "times": 5, "every": 100 },
    { "match": { "path": "/external/" }, "status": 503, "rate": 0.02 },
    { "match": {}, "latency": { "minMs": 20, "medianMs": 60, "p95Ms": 400 } },
    { "match": { "path": "/schema$" }, "operation": { "code": "SchemaInvalid", "message": "Try another one." } }
  ]
}
\`\`\`

\`match\` holds a method and a regular expression for the path, version included; what is left out matches all. With
\`"service": "authority"\` it is requests to the authority that meet the fault, its errors are those of Entra, and only the
first three effects exist. A fault that no call can meet is refused. A fault has one effect:

| Effect                           | What happens                                                                             |
| -------------------------------- | ---------------------------------------------------------------------------------------- |
| \`status\`                         | that answer, 400 to 599; with \`retryAfter\` (seconds; as a date with \`retryAfterAs\`: \`"date"\`), \`retryAfterMs\` (the header \`x-ms-retry-after-ms\`), \`error\`, \`message\`, or a body of \`html\` |
| \`drop\`: \`before\`, \`after\`        | the connection ends without an answer, before or after the request took effect            |
| \`latency\`                        | a lognormal delay by \`medianMs\` and, if you like, \`minMs\`, \`p95Ms\`, \`maxMs\`               |
| \`operation\`: \`stuck\`, or an error | the schema operation that the request starts never ends, or ends so                        |
| \`state\`                          | the connection is \`limitExceeded\` or \`obsolete\` from then on                             |
| \`lateMs\`                         | what the request makes is not found for so long: a connection, an item, a group, a profile source or setting |

\`times\` is how many requests meet it: 1 if you say nothing, all of them for delays, late things and rates. With
\`every\` it is how many of each so many, which makes bursts. \`rate\` is the chance of each, \`skip\` how many pass first.

## Seed and snapshot

\`POST /_emulator/seed\` adds what a document holds, all of it or nothing, by the rules of Graph and without its delays:

\`\`\`json
{
  "users": [{ "userPrincipalName": "new@contoso.com", "displayName": "New Person" }],
  "directoryGroups": [{ "displayName": "Night Shift", "members": ["new@contoso.com", "Support Desk"] }],
  "apps": [
    {
      "name": "helpdesk-connector",
      "clientSecret": "a secret of your own",
      "permissions": ["ExternalConnection.ReadWrite.OwnedBy", "ExternalItem.ReadWrite.OwnedBy"]
    }
  ],
  "connections": [
    {
      "id": "helpdesk1",
      "name": "Helpdesk",
      "schema": {
        "baseType": "microsoft.graph.externalItem",
        "properties": [{ "name": "title", "type": "string", "isSearchable": true }]
      },
      "groups": [{ "id": "tier1", "members": [{ "id": "tier2", "type": "externalGroup" }] }],
      "items": [
        {
          "id": "T1",
          "acl": [{ "type": "everyone", "value": "everyone", "accessType": "grant" }],
          "properties": { "title": "Printer jam" }
        }
      ]
    }
  ]
}
\`\`\`

Members of a directory group are named by principal name, display name or id. An app says what an administrator has
granted it (\`permissions\`, \`delegatedPermissions\`) and what it only asks for (\`requested\`), its \`redirectUris\`, and by
principal name who has which of its \`appRoles\`; without \`clientId\` and \`clientSecret\` it gets some, and the answer tells
them.

A neighbour in a network of containers seeds the tenant too, where it has \`EMULATOR_CONTROL_SECRET\`:

\`\`\`sh
curl -H "Authorization: Bearer $SECRET" --json @seed.json http://tenant:4100/_emulator/seed
\`\`\`

A snapshot is the whole tenant as an SQLite file, of this version of the emulator:

\`\`\`sh
curl -o tenant.db http://127.0.0.1:4100/_emulator/snapshot
curl --data-binary @tenant.db http://127.0.0.1:4100/_emulator/snapshot
\`\`\``
