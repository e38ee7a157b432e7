/**
 * Which identity token of a pipeline deployed what, so that one that was stolen deploys nothing else.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tenancy_deploy_tokens', table => {
    table.string('id', 64).primary().comment('Hash of the token');
    table.string('ask', 64).notNullable().comment('Hash of what it deployed');
    table.boolean('done').notNullable().comment('Whether it is in Git');
    table
      .bigInteger('at')
      .notNullable()
      .index('tenancy_deploy_tokens_at')
      .comment('Milliseconds since the epoch');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tenancy_deploy_tokens');
};
