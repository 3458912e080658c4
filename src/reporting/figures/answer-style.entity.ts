import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Publication } from '../../publishing/index.js';

/** What the style of one published answer shows; read once, for neither the answer nor the finding changes. */
@Entity('report_style')
export class AnswerStyle {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => Publication, { name: 'report_style_publication' })
  publicationId: string;

  /** Rule → how often, and the first place. */
  @Column({ type: 'jsonb' })
  rules: Record<string, { n: number; excerpt: string }>;
}
