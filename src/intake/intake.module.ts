import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/index.js';
import { ExecutorsModule } from '../executors/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { NetworksModule } from '../networks/index.js';
import { SecretsModule } from '../platform/secrets/index.js';
import { PublishingModule } from '../publishing/index.js';
import { CandidateActs } from './candidates/candidate-acts.js';
import { CandidateHistory } from './candidates/candidate-history.js';
import { CandidateList } from './candidates/candidate-list.js';
import { CandidateReader } from './candidates/candidate-reader.js';
import { CandidateSearch } from './candidates/candidate-search.js';
import { CandidateViews } from './candidates/candidate-views.js';
import { Candidate } from './candidates/candidate.entity.js';
import { CandidatesController } from './candidates/candidates.controller.js';
import { DismissCandidates } from './candidates/dismiss-candidates.js';
import { FollowIncidents } from './candidates/follow-incidents.js';
import { ForgetCandidates } from './candidates/forget-candidates.js';
import { JoinIncident, MergeCandidate } from './candidates/merge-candidate.js';
import { RestoreCandidate } from './candidates/restore-candidate.js';
import { TakeCandidate } from './candidates/take-candidate.js';
import { VerifyCandidates } from './candidates/verify-candidates.js';
import { Band } from './finding/band.entity.js';
import { Edition } from './finding/edition.entity.js';
import { Groups } from './finding/groups.js';
import { KnownMessages } from './finding/known-messages.js';
import { OfficialVoices } from './finding/official-voices.js';
import { Recogniser } from './finding/recognise.js';
import { StoreMessages } from './finding/store-messages.js';
import { AddSearch } from './watches/add-search.js';
import { ChangeWatch } from './watches/change-watch.js';
import { FollowAccounts } from './watches/follow-accounts.js';
import { ReadNetworks } from './watches/read-networks.js';
import { ReadSource } from './watches/read-source.js';
import { RemoveWatch } from './watches/remove-watch.js';
import { WatchSource } from './watches/source.entity.js';
import { Watch } from './watches/watch.entity.js';
import { WatchesController } from './watches/watches.controller.js';
import { Watches } from './watches/watches.js';
import { AddWebhook } from './webhooks/add-webhook.js';
import { EventWaker } from './webhooks/event-waker.js';
import { IncomingEvent } from './webhooks/event.entity.js';
import { HandleEvents } from './webhooks/handle-events.js';
import { ReceiveCall } from './webhooks/receive-call.js';
import { RemoveWebhook } from './webhooks/remove-webhook.js';
import { WebhookKeysController } from './webhooks/webhook-keys.controller.js';
import { Webhook } from './webhooks/webhook.entity.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { Webhooks } from './webhooks/webhooks.js';

/** What the networks bring: listening, candidates, and the way from a candidate to an incident. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Watch, WatchSource, Candidate, Edition, Band, Webhook, IncomingEvent]),
    AccountsModule, ExecutorsModule, IncidentsModule, NetworksModule, PublishingModule, SecretsModule,
  ],
  controllers: [WatchesController, CandidatesController, WebhooksController, WebhookKeysController],
  providers: [
    Watches, AddSearch, ChangeWatch, RemoveWatch, FollowAccounts, ReadNetworks, ReadSource,
    StoreMessages, KnownMessages, OfficialVoices, Recogniser, Groups,
    CandidateActs, CandidateReader, CandidateViews, CandidateList, CandidateSearch, CandidateHistory,
    TakeCandidate, JoinIncident, MergeCandidate, DismissCandidates, RestoreCandidate, ForgetCandidates, FollowIncidents, VerifyCandidates,
    Webhooks, AddWebhook, RemoveWebhook, ReceiveCall, EventWaker, HandleEvents,
  ],
  exports: [CandidateList, StoreMessages, AddSearch, FollowAccounts, ReadNetworks, HandleEvents],
})
export class IntakeModule {}
