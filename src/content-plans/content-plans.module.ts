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
import { AddItem } from './add-item.js';
import { AmendPlan } from './amend-plan.js';
import { CalendarLink } from './calendar-link.entity.js';
import { CalendarLinks } from './calendar-links.js';
import { ChangeItem } from './change-item.js';
import { ContentPlanReader } from './content-plan-reader.js';
import { ContentPlan } from './content-plan.entity.js';
import { ContentPlansController } from './content-plans.controller.js';
import { CopyLastWeek } from './copy-last-week.js';
import { DuplicateItem } from './duplicate-item.js';
import { GiveNotice } from './give-notice.js';
import { ListWeek } from './list-week.js';
import { OpenDuePlans } from './open-due-plans.js';
import { OpenPlan } from './open-plan.js';
import { PlanActs } from './plan-acts.js';
import { PlanAttachments } from './plan-attachments.js';
import { PlanCalendar } from './plan-calendar.js';
import { PlanCalendarController } from './plan-calendar.controller.js';
import { PlansCounted } from './plan-counts.js';
import { PlanDuty } from './plan-duty.js';
import { PlanFigures } from './plan-figures.js';
import { PlanItem } from './plan-item.entity.js';
import { PlanItems } from './plan-items.js';
import { PlanItemsController } from './plan-items.controller.js';
import { PlanList } from './plan-list.js';
import { PlanOutcome } from './plan-outcome.entity.js';
import { PlanPage } from './plan-page.js';
import { PlanPast } from './plan-past.js';
import { PlanVersion } from './plan-version.entity.js';
import { PlanWeek } from './plan-week.js';
import { DeliveredPosts } from './posts/delivered-posts.js';
import { PlannedPost } from './posts/planned-post.entity.js';
import { PlannedPosts } from './posts/planned-posts.js';
import { PostViews } from './posts/post-views.js';
import { SendDuePosts } from './posts/send-due-posts.js';
import { RecordOutcome } from './record-outcome.js';
import { RemoveItem } from './remove-item.js';
import { ApprovePlan, PendingReview, RecommendChanges } from './review-plan.js';
import { SubmitPlan } from './submit-plan.js';

/** Acts of the life of a plan, in its order. */
const acts = [
  OpenPlan, AddItem, ChangeItem, DuplicateItem, RemoveItem, CopyLastWeek, SubmitPlan, GiveNotice, ApprovePlan, RecommendChanges, AmendPlan, RecordOutcome,
];

/** Weekly content plans: written, sent, approved, carried out. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ContentPlan, PlanItem, PlanVersion, PlanOutcome, PlannedPost, CalendarLink]),
    AccountsModule, ApprovalsModule, AttachmentsModule, CalendarModule, ExecutorsModule, NetworksModule, PublishingModule,
    RegulationModule,
  ],
  controllers: [PlanCalendarController, ContentPlansController, PlanItemsController],
  providers: [
    ...acts, PlanActs, PlanItems, PendingReview, PlanDuty, OpenDuePlans, ListWeek, ContentPlanReader, PlanList, PlansCounted, PlanWeek, PlanPast, PlanPage, PlanCalendar,
    CalendarLinks, PlanFigures, PlanAttachments, PlannedPosts, PostViews, SendDuePosts, DeliveredPosts,
  ],
  exports: [...acts, OpenDuePlans, SendDuePosts, ListWeek, ContentPlanReader, PlanFigures, PlanWeek],
})
export class ContentPlansModule {}
