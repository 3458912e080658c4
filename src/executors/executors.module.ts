import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AcknowledgementsModule } from '../acknowledgements/index.js';
import { CalendarModule } from '../calendar/index.js';
import { KnownAuthorities } from '../identity/index.js';
import { BearerDirectory, RegulationModule } from '../regulation/index.js';
import { Addressees } from './addressees.js';
import { AuthoritiesController } from './authorities/authorities.controller.js';
import { AuthorityListeners } from './authorities/authority-listeners.js';
import { AuthorityReader } from './authorities/authority-reader.js';
import { Authority, AuthorityName } from './authorities/authority.entity.js';
import { ChangeAuthority } from './authorities/change-authority.js';
import { CreateAuthority } from './authorities/create-authority.js';
import { AccountManagersController } from './contacts/account-managers.controller.js';
import { AppointDeputy } from './contacts/appoint-deputy.js';
import { ChangeContact } from './contacts/change-contact.js';
import { ContactActs } from './contacts/contact-acts.js';
import { ContactReader } from './contacts/contact-reader.js';
import { ContactRecord } from './contacts/contact-record.js';
import { ContactUsers } from './contacts/contact-users.js';
import { Contact, Deputy } from './contacts/contact.entity.js';
import { CreateContact } from './contacts/create-contact.js';
import { CuratorsController } from './contacts/curators.controller.js';
import { EndDeputy } from './contacts/end-deputy.js';
import { ExecutorsController } from './contacts/executors.controller.js';
import { HandOverWork } from './contacts/hand-over-work.js';
import { LeaveContact } from './contacts/leave-contact.js';
import { OpenWorkRegistry } from './contacts/open-work.js';
import { Directory } from './directory.js';
import { dutyProviders } from './duties/providers.js';
import { DutiesController } from './duties/duties.controller.js';
import { DirectoryBeginning, DirectoryMember, DirectoryNotice } from './duties/duty.entities.js';
import { BeginDirectory } from './duties/begin-directory.js';
import { DutyFigures } from './duties/duty-figures.js';
import { Joining } from './duties/joining.js';
import { Location } from './locations/location.entity.js';
import { LocationsController } from './locations/locations.controller.js';
import { Locations } from './locations/locations.js';
import { MailboxOwners } from './mailbox-owners.js';
import { Topic, TopicEdition, TopicGroup } from './topics/topic.entity.js';
import { TopicsController } from './topics/topics.controller.js';
import { Topics } from './topics/topics.js';

/** The directory: authorities, people and their deputies, topics, locations. */
@Global()
@Module({
  imports: [
    CalendarModule, RegulationModule, AcknowledgementsModule,
    TypeOrmModule.forFeature([Authority, AuthorityName, Contact, Deputy, Topic, TopicEdition, TopicGroup, Location, DirectoryBeginning, DirectoryMember, DirectoryNotice]),
  ],
  controllers: [
    AuthoritiesController, ExecutorsController, CuratorsController, AccountManagersController, TopicsController,
    LocationsController, DutiesController,
  ],
  providers: [
    Addressees, Directory,
    { provide: BearerDirectory, useExisting: Directory },
    { provide: KnownAuthorities, useExisting: Directory },
    Topics, Locations, OpenWorkRegistry, MailboxOwners,
    AuthorityReader, AuthorityListeners, CreateAuthority, ChangeAuthority,
    ContactReader, ContactRecord, ContactUsers, ContactActs,
    CreateContact, ChangeContact, LeaveContact, HandOverWork, AppointDeputy, EndDeputy,
    ...dutyProviders,
  ],
  exports: [Addressees, Directory, BearerDirectory, KnownAuthorities, Topics, Locations, OpenWorkRegistry, MailboxOwners, AuthorityListeners, CreateContact, BeginDirectory, DutyFigures, Joining],
})
export class ExecutorsModule {}
