/** The only door to the five networks: their names, the links of their posts, and one port with five adapters. */
export { accountKey } from './account-link.js';
export { NetworkAdapters } from './adapters.js';
export { isSignedByMeta, metaCall, metaNotices } from './meta/meta-webhook.js';
export { accountNetworks, networks, searchedNetworks, type Network } from './network.js';
export { NetworksModule } from './networks.module.js';
export type { Notice } from './notice.js';
export { ok, rejected, unknown, rejections, type NextStep, type Outcome, type Refused, type Rejection } from './outcome.js';
export { plainText } from './own-text.js';
export { mayBeOnPageOf } from './place.js';
export { Places } from './places.js';
export {
  credentialKinds,
  type Capability,
  type Credential,
  type CredentialKind,
  type CredentialReport,
  type FoundMessage,
  type FoundPage,
  type Message,
  type NetworkAdapter,
  type Photo,
  type Place,
  type Placed,
  type Session,
  type Source,
} from './port.js';
export { belongsTo, leadsTo, namesPost, postKey, postOfLink } from './post-link.js';
export { vkCallback, vkNotices } from './vk/vk-callback.js';
export { isOwnPace, OWN_PACE } from './wire/wire.js';
export { textLimit, type TextLimit } from './text-limit.js';
