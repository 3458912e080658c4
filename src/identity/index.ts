/** The only door to users, sessions and rights. */
export { Access, CurrentActor, SignedIn } from './access.decorator.js';
export { AccessCheck } from './access.check.js';
export { type Actor, hasRole, type Role, roles, systemActor } from './actor.js';
export { ChangeUser } from './change-user.js';
export { CreateUser, type NewUser } from './create-user.js';
export { IdentityModule } from './identity.module.js';
export { KnownAuthorities } from './known-authorities.js';
export { Sessions } from './sessions.js';
export { type NamedUser, UserNames } from './user-names.js';
export { UserAccount } from './user-account.entity.js';
export { carriedToken } from './session-cookie.js';
