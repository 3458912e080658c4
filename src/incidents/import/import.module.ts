import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { objectStorage, spool } from '../../platform/storage/index.js';
import { IncidentsModule } from '../incidents.module.js';
import { CancelImport } from './cancel-import.js';
import { ImportError } from './import-error.entity.js';
import { IMPORT_SPOOL, IMPORT_STORAGE, ImportFiles } from './import-files.js';
import { ImportLocalFile } from './import-local-file.js';
import { ImportJob } from './import-job.entity.js';
import { ImportReader } from './import-reader.js';
import { ImportWorker } from './import-worker.js';
import { ImportController } from './import.controller.js';
import { QueueImport } from './queue-import.js';
import { RecordBatch } from './record-batch.js';
import { RunImport } from './run-import.js';

/** Recording messages in bulk from files. */
@Module({
  imports: [TypeOrmModule.forFeature([ImportJob, ImportError]), IncidentsModule],
  controllers: [ImportController],
  providers: [
    { provide: IMPORT_STORAGE, useFactory: (config: Config) => objectStorage(config, 'imports'), inject: [CONFIG] },
    {
      provide: IMPORT_SPOOL,
      useFactory: (config: Config, clock: Clock) => spool(config, 'imports', clock),
      inject: [CONFIG, Clock],
    },
    ImportFiles,
    QueueImport,
    CancelImport,
    RecordBatch,
    RunImport,
    ImportWorker,
    ImportReader,
    ImportLocalFile,
  ],
  exports: [ImportLocalFile, ImportReader],
})
export class ImportModule {}
