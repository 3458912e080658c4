import { Module } from '@nestjs/common';
import { FeedLog } from './feed-log.js';
import { FeedController } from './feed.controller.js';
import { Feed } from './feed.js';

/** Server-sent events: what changed for whoever is signed in. */
@Module({ controllers: [FeedController], providers: [FeedLog, Feed] })
export class FeedModule {}
