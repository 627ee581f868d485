export { startRoute as POST } from '@/lib/web/auth-routes'
