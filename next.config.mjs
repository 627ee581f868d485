/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types, those of the tests too; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Native or WASM-loading packages stay outside the bundle, so they find their own files.
  serverExternalPackages: [
    '@electric-sql/pglite',
    'pg',
    'pg-boss',
    'pino',
    '@azure/msal-node',
    'rate-limiter-flexible',
  ],
  experimental: { turbopackFileSystemCacheForBuild: process.env.BUILD_CACHE !== 'off' },
  turbopack: {
    // Its own build for browsers calls a namespace as a function, and fails on the first longer expression.
    resolveAlias: { 'adaptive-expressions': { browser: 'adaptive-expressions/lib/index.js' } },
  },
  // Static files do not pass the proxy, which sets the rest.
  headers: async () => [
    { source: '/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] },
    {
      // For the workers among them, which evaluate what an admin types: they reach no network at all.
      source: '/_next/static/:path*',
      headers: [{ key: 'content-security-policy', value: "default-src 'none'; script-src 'self'" }],
    },
  ],
}

export default config
