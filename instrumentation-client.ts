// Next runs this before anything else of a page. Without it zod tries whether it may compile code, and each try
// is reported as a violation of the content security policy, which forbids it. It is written where zod reads it when it
// is loaded, because to call zod would load it on every page.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
