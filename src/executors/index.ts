/** The only door to the directory. */
export { Directory, type AuthorityRef, type ExecutorRef, type ManagerRef } from './directory.js';
export { type AuthorityChange, AuthorityListener, AuthorityListeners } from './authorities/authority-listeners.js';
export { Addressees, type Addressee } from './addressees.js';
export { ExecutorsModule } from './executors.module.js';
export { BeginDirectory } from './duties/begin-directory.js';
export { DIRECTORY_ID } from './duties/duty.entities.js';
export { type ContactFigures, DutyFigures } from './duties/duty-figures.js';
export { type Joined, Joining } from './duties/joining.js';
export { CreateContact } from './contacts/create-contact.js';
export { OpenWork, OpenWorkRegistry } from './contacts/open-work.js';
export { MailboxOwners, type MailboxOwner } from './mailbox-owners.js';
export { Locations, type LocationRef } from './locations/locations.js';
export { Topics, type TopicRef } from './topics/topics.js';
export { searchText } from './search-text.js';
export { authorityId, locationId, topicId } from './seed-ids.js';
export { topicsEdition } from './data/topics.js';
