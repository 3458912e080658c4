/** One refusal as people read it: HTTP status, Russian title and explanation (`{name}` is filled from the details). */
export interface Message {
  status: number;
  title: string;
  detail: string;
}
