// The build for browsers: the package's own entry starts a Java or native program when it runs in Node.
declare module 'recheck/lib/browser.js' {
  export { checkSync } from 'recheck'
}
