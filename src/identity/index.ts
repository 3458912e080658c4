/** The only door to users, sessions and rights. */
export { Access, CurrentActor, Public, SignedIn, type AccessRule, type ActingRequest } from './access.decorator.js';
export { AccessCheck, type RouteAccess } from './access.check.js';
export { type Actor, hasRole, type Role, roles, systemActor } from './actor.js';
export { ChangeUser } from './change-user.js';
export { CreateUser, type NewUser } from './create-user.js';
export { IdentityModule } from './identity.module.js';
export { KnownAuthorities } from './known-authorities.js';
export { type OpenedSession, type Origin, Sessions } from './sessions.js';
export { UserAccount } from './user-account.entity.js';
export { carriedToken, type CarriedToken } from './session-cookie.js';
