export * from './validate';
export * from './schemaSet';
export type { Kind } from './schema/kind';
export type { OpenApiDocument } from './schema/openApi';
export type { Report, Violation, ViolationCode } from './violation';
