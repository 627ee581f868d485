import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Role } from '../../model/role'
import { at } from './at'
import { sealed } from './sealed'

/** Who is signed in. `id` is the SHA-256 of the cookie's value; the token cache is encrypted. */
export const sessions = pgTable('sessions', {
  id: text().primaryKey(),
  oid: text().notNull(),
  username: text().notNull(),
  name: text().notNull(),
  /** Held for the whole tenant; without any, only grants count. */
  roles: jsonb().$type<Role[]>().notNull(),
  homeAccountId: text('home_account_id').notNull(),
  tokenCache: sealed('token_cache').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  seenAt: at('seen_at').notNull().defaultNow(),
  /** When Entra was last asked whether the account still has its roles. */
  checkedAt: at('checked_at').notNull().defaultNow(),
  /** When Entra last confirmed the roles. */
  confirmedAt: at('confirmed_at').notNull().defaultNow(),
  /** What the browser says it is, and the address it signed in from. */
  device: text(),
  address: text(),
  expiresAt: at('expires_at').notNull(),
})

/** Sign-ins under way: what the redirect back is checked against. `id` is the SHA-256 of the state. */
export const signIns = pgTable('sign_ins', {
  id: text().primaryKey(),
  nonce: text().notNull(),
  verifier: sealed().notNull(),
  returnTo: text('return_to').notNull(),
  /** Who is signed in already and allows the console to search as them; null for a sign-in. */
  searcherOid: text('searcher_oid'),
  createdAt: at('created_at').notNull().defaultNow(),
})
