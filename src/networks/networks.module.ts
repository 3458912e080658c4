import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NetworkAdapters } from './adapters.js';
import { NetworkPace } from './wire/pace.entity.js';
import { Paces } from './wire/pace.js';

/** The five networks behind one port; switched off until the configuration names them. */
@Module({ imports: [TypeOrmModule.forFeature([NetworkPace])], providers: [Paces, NetworkAdapters], exports: [NetworkAdapters, Paces] })
export class NetworksModule {}
