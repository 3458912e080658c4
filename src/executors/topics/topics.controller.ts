import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { SignedIn } from '../../identity/index.js';
import { query } from '../directory.fields.js';
import { Topics } from './topics.js';

const topicsQuery = z.strictObject({
  edition: z.string().min(1).max(100).optional().meta({ description: 'Код редакции; по умолчанию действующая' }),
  q: query,
});

const catalogue = z.object({
  edition: z.object({ id: z.uuid(), code: z.string(), description: z.string() }),
  groups: z.array(z.object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    likelyAuthorities: z.array(z.object({ id: z.uuid(), shortName: z.string() }))
      .meta({ description: 'Подсказка куратору, а не перечень полномочий' }),
    topics: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), starred: z.boolean() })),
  })),
}).meta({ id: 'TopicCatalogue' });

@ApiTags('Справочник')
@Controller('topics')
export class TopicsController {
  constructor(private readonly topics: Topics) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Группы тем и темы одной редакции' })
  @ApiResponse({ status: 200, standardSchema: catalogue })
  list(@Query({ schema: topicsQuery }) filter: z.output<typeof topicsQuery>): Promise<z.output<typeof catalogue>> {
    return this.topics.catalogue(filter);
  }
}
