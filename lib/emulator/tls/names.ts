/** What the emulator's certificate is good for: this machine, and the two names that clients have built in. */
export const graphHost = 'graph.microsoft.com'
export const loginHost = 'login.microsoftonline.com'
export const dnsNames = [graphHost, loginHost, 'localhost']
export const addresses = ['127.0.0.1', '::1']
