import { writeFile } from 'node:fs/promises';
import { document, documents, drawn } from './diagrams.js';

/** `npm run diagrams`: draws the diagrams of every document anew. */
for (const path of Object.keys(documents)) await writeFile(path, drawn(await document(path)));
