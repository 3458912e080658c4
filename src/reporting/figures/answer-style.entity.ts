import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the style of one published answer shows; read once, for neither the answer nor the finding changes. */
@Entity('report_style')
export class AnswerStyle {
  @PrimaryColumn({ type: 'uuid' })
  publicationId: string;

  /** Rule → how often, and the first place. */
  @Column({ type: 'jsonb' })
  rules: Record<string, { n: number; excerpt: string }>;
}
