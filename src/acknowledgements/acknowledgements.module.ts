import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Acknowledgement } from './acknowledgement.entity.js';
import { Acknowledgements } from './acknowledgements.js';

/** Acknowledgements by name, whatever they are of. */
@Module({ imports: [TypeOrmModule.forFeature([Acknowledgement])], providers: [Acknowledgements], exports: [Acknowledgements] })
export class AcknowledgementsModule {}
