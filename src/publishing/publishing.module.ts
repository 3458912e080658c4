import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule, RemovedCommentsModule } from '../accounts/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { NetworksModule } from '../networks/index.js';
import { SecretsModule } from '../platform/secrets/index.js';
import { ActOnDelivery } from './act-on-delivery.js';
import { AddCredential } from './credentials/add-credential.js';
import { CheckCredentials } from './credentials/check-credentials.js';
import { NetworkCredential } from './credentials/credential.entity.js';
import { CredentialsController } from './credentials/credentials.controller.js';
import { Credentials } from './credentials/credentials.js';
import { RemoveCredential } from './credentials/remove-credential.js';
import { Sessions } from './credentials/sessions.js';
import { DeliveriesController } from './deliveries.controller.js';
import { Deliveries } from './deliveries.js';
import { DeliveryList } from './delivery-list.js';
import { DeliveryMessage } from './delivery-message.js';
import { DeliveryRecord } from './delivery-record.js';
import { DeliverySubjects } from './delivery-subjects.js';
import { DeliveryWaker } from './delivery-waker.js';
import { Delivery } from './delivery.entity.js';
import { PublicFilesController } from './public-files.controller.js';
import { PublicFiles } from './public-files.js';
import { Publication } from './publication.entity.js';
import { Publications } from './publications.js';
import { CommentRemovalsController } from './removals/comment-removals.controller.js';
import { CommentRemovedByHand, RemoveComment } from './removals/remove-comment.js';
import { RemovedCommentsLogged } from './removals/removed-comments-logged.js';
import { SendDeliveries } from './send-deliveries.js';
import { SettleDelivery } from './settle-delivery.js';
import { VerifyDeliveries } from './verify-deliveries.js';

/** Publications: what went where, by whom; by hand, or through the networks' interfaces. */
@Module({
  imports: [TypeOrmModule.forFeature([Publication, Delivery, NetworkCredential]), AccountsModule, AttachmentsModule, NetworksModule, RemovedCommentsModule, SecretsModule],
  controllers: [CommentRemovalsController, CredentialsController, DeliveriesController, PublicFilesController],
  providers: [
    Publications,
    Credentials, Sessions, AddCredential, RemoveCredential, CheckCredentials,
    Deliveries, DeliverySubjects, DeliveryRecord, DeliveryMessage, DeliveryWaker, DeliveryList, ActOnDelivery,
    RemoveComment, CommentRemovedByHand, RemovedCommentsLogged,
    SendDeliveries, SettleDelivery, VerifyDeliveries, PublicFiles,
  ],
  exports: [Publications, Deliveries, DeliverySubjects, Sessions, AddCredential, SendDeliveries],
})
export class PublishingModule {}
