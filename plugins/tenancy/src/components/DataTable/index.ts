export * from './DataTable';
export * from './ExportButtons';
