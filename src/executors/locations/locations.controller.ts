import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { SignedIn } from '../../identity/index.js';
import { pageOf, pageQuery, type Page } from '../../platform/http/index.js';
import { Locations, type LocationView } from './locations.js';

const locationsQuery = z.strictObject({
  q: z.string().trim().min(1).max(200).optional()
    .meta({ description: 'Часть названия, можно с опечаткой, или начало кода ОКТМО; ближайшие первыми' }),
  ...pageQuery,
});

const locationView = z.object({
  id: z.uuid(),
  oktmo: z.string(),
  name: z.string(),
  level: z.string(),
  parent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
}).meta({ id: 'Location' });

@ApiTags('Справочник')
@Controller('locations')
export class LocationsController {
  constructor(private readonly locations: Locations) {}

  @Get()
  @SignedIn()
  @ApiOperation({ summary: 'Населённые пункты края: поиск по названию и ОКТМО' })
  @ApiResponse({ status: 200, standardSchema: pageOf(locationView) })
  async list(@Query({ schema: locationsQuery }) query: z.output<typeof locationsQuery>): Promise<Page<LocationView>> {
    const { q, cursor, limit } = query;
    if (q === undefined) return this.locations.list(limit, cursor);
    return this.locations.search(q, limit, cursor);
  }

  @Get(':id')
  @SignedIn()
  @ApiOperation({ summary: 'Один населённый пункт' })
  @ApiResponse({ status: 200, standardSchema: locationView })
  one(@Param('id', { schema: z.uuid() }) id: string): Promise<LocationView> {
    return this.locations.view(id);
  }
}
