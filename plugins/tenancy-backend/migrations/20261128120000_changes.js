/**
 * Timelines of tenants: what happened, and what was seen last.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tenancy_changes', table => {
    table
      .string('tenant', 253)
      .notNullable()
      .comment('Name of the tenant; empty for what concerns all');
    table.string('id', 63).notNullable().comment('Hash of the key');
    table.string('kind', 31).notNullable();
    table
      .string('thread', 63)
      .comment('Hash of what it may be merged by; null if it never is');
    table
      .text('environments')
      .notNullable()
      .comment('Between commas; empty for all');
    table
      .bigInteger('at')
      .notNullable()
      .comment('Milliseconds since the epoch');
    table
      .bigInteger('until')
      .comment('When it ended, or happened last; null while it lasts');
    table
      .string('owner', 255)
      .comment('Entity reference of the tenant owner at that time');
    table.text('body').notNullable().comment('The change as JSON');
    table.primary(['tenant', 'id'], 'tenancy_changes_id');
    table.index(['tenant', 'at'], 'tenancy_changes_at');
    table.index(['tenant', 'thread', 'at'], 'tenancy_changes_thread');
  });
  await knex.schema.createTable('tenancy_observations', table => {
    table.string('tenant', 253).primary();
    table.integer('version').notNullable();
    table
      .bigInteger('at')
      .notNullable()
      .comment('Milliseconds since the epoch');
    table.string('owner', 255);
    table.text('body', 'longtext').notNullable().comment('As JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tenancy_observations');
  await knex.schema.dropTable('tenancy_changes');
};
