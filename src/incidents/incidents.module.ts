import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/index.js';
import { ApprovalsModule } from '../approvals/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { CalendarModule } from '../calendar/index.js';
import { ExecutorsModule } from '../executors/index.js';
import { NetworksModule } from '../networks/index.js';
import { PublishingModule } from '../publishing/index.js';
import { RegulationModule } from '../regulation/index.js';
import { AssignmentList } from './assignment-list.js';
import { Assignment } from './assignment.entity.js';
import { AssignmentsController } from './assignments.controller.js';
import { DeclineIncident } from './decline-incident.js';
import { DeliveredReplies } from './delivered-replies.js';
import { DeliverReply } from './deliver-reply.js';
import { DraftsController } from './drafts.controller.js';
import { FollowAccounts } from './follow-accounts.js';
import { HandOverAssignments } from './hand-over-assignments.js';
import { IncidentActs } from './incident-acts.js';
import { IncidentAttachments } from './incident-attachments.js';
import { IncidentHistory } from './incident-history.js';
import { IncidentPage } from './incident-page.js';
import { IncidentList } from './incident-list.js';
import { IncidentMatters } from './incident-matters.js';
import { IncidentOriginals } from './incident-originals.js';
import { IncidentPosts } from './incident-posts.js';
import { IncidentReader } from './incident-reader.js';
import { IncidentSearch } from './incident-search.js';
import { Incident } from './incident.entity.js';
import { IncidentsController } from './incidents.controller.js';
import { MergeIncident } from './merge-incident.js';
import { MessageLinks } from './message-links.js';
import { NextTerms } from './next-terms.js';
import { PublishConsolidatedReply } from './publish-consolidated-reply.js';
import { PublishForExecutor, PublishReply, ReviseAndPublish } from './publish-reply.js';
import { ReplyOut } from './reply-out.js';
import { Publishers } from './publishers.js';
import { RecordIncidents } from './record-incidents.js';
import { ReplyDraft } from './reply-draft.entity.js';
import { ReturnAssignment } from './return-assignment.js';
import { ApproveDraft, RequestChanges } from './review-draft.js';
import { RouteIncident } from './route-incident.js';
import { SubmitDraft } from './submit-draft.js';
import { WithdrawAssignment } from './withdraw-assignment.js';

/** Acts of the life of an incident, in its order (M-3 to M-13). */
const acts = [
  RecordIncidents,
  DeclineIncident,
  MergeIncident,
  RouteIncident,
  ReturnAssignment,
  WithdrawAssignment,
  SubmitDraft,
  ApproveDraft,
  RequestChanges,
  PublishReply,
  ReviseAndPublish,
  PublishForExecutor,
  PublishConsolidatedReply,
  DeliverReply,
];

/** Incidents: record → screen → route → draft → review → publish → close. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Incident, Assignment, ReplyDraft]),
    AccountsModule,
    ApprovalsModule,
    AttachmentsModule,
    CalendarModule,
    ExecutorsModule,
    NetworksModule,
    PublishingModule,
    RegulationModule,
  ],
  controllers: [IncidentsController, AssignmentsController, DraftsController],
  providers: [...acts, DeliveredReplies, IncidentActs, IncidentMatters, IncidentOriginals, IncidentPosts, Publishers, FollowAccounts, MessageLinks, ReplyOut, IncidentReader, IncidentList, IncidentSearch, AssignmentList, IncidentHistory, IncidentPage, NextTerms, IncidentAttachments, HandOverAssignments],
  exports: [...acts, IncidentMatters, IncidentOriginals, IncidentPosts, IncidentReader],
})
export class IncidentsModule {}
