/**
 * How far what requests say has come to the branches of environments.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tenancy_promotions', table => {
    table
      .string('branch', 64)
      .notNullable()
      .primary()
      .comment('SHA-256 of the address of the repository and the branch');
    table.string('state', 16).notNullable();
    table.text('why').notNullable();
    table.string('head', 64).comment('The last head of the branch');
    table.string('content', 64).comment('What was last to be promoted');
    table.string('proposal', 255).comment('The branch of its pull request');
    table.text('url').comment('Its pull request');
    table.text('note').comment('What somebody else did there');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tenancy_promotions');
};
