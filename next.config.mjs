/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native or WASM-loading packages stay outside the bundle, so they find their own files.
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pg-boss', 'pino', '@azure/msal-node'],
}

export default config
