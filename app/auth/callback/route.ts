export { callbackRoute as GET } from '@/lib/web/auth-routes'
