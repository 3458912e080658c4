export { AttachmentFiles } from './attachment-files.js';
export { AttachmentPolicies, type AttachmentPlace, type AttachmentPolicy } from './attachment-policies.js';
export { Attachments, MAX_PER_SUBJECT } from './attachments.js';
export type { MediaKind } from './media-types.js';
export { AttachmentsModule } from './attachments.module.js';
export { attachmentSchema, type AttachmentView } from './attachments.schemas.js';
export { contentDisposition } from './file-name.js';
export { TakeFile } from './take-file.js';
