/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types, those of the tests too; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Native or WASM-loading packages stay outside the bundle, so they find their own files.
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pg-boss', 'pino', '@azure/msal-node'],
  // Static files do not pass the proxy, which sets the rest.
  headers: async () => [
    { source: '/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] },
  ],
}

export default config
