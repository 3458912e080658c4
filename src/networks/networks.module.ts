import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NetworkAdapters } from './adapters.js';
import { NetworkPlace } from './place.entity.js';
import { Places } from './places.js';
import { NetworkPace } from './wire/pace.entity.js';
import { Paces } from './wire/pace.js';

/** The five networks behind one port; switched off until the configuration names them. */
@Module({ imports: [TypeOrmModule.forFeature([NetworkPace, NetworkPlace])], providers: [Paces, Places, NetworkAdapters], exports: [NetworkAdapters, Paces, Places] })
export class NetworksModule {}
