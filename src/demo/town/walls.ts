import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { Standing } from '../vk/demo-vk.js';

/** Where the town's messages stand in the demo's VK, so that they can be answered there and what was taken is found again. */
@Injectable()
export class TownWalls {
  constructor(private readonly db: Database) {}

  /** What citizens have written in VK, recorded or found, as its authors left it; oldest first. */
  read(): Promise<Standing[]> {
    return this.db.rows(
      `SELECT url, json_build_object('name', author_name, 'profileUrl', author_url) AS author, text, posted_at AS "postedAt" FROM (
         SELECT url, author_name, author_url, text, posted_at FROM incident WHERE network = 'vk'
         UNION ALL
         SELECT c.url, c.author_name, c.author_url, coalesce(e.text, c.text), c.posted_at FROM intake_candidate c
         LEFT JOIN LATERAL (SELECT text FROM intake_edition WHERE candidate_id = c.id ORDER BY number DESC LIMIT 1) e ON true
         WHERE c.network = 'vk' AND c.incident_id IS NULL) written
       ORDER BY posted_at`,
    );
  }
}
