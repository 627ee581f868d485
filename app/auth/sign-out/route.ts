export { signOutRoute as POST } from '@/lib/web/auth-routes'
