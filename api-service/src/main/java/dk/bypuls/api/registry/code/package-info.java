/**
 * The registry as code: reads YAML files, finds everything that is wrong in them and says where and
 * what to do.
 */
@NullMarked
package dk.bypuls.api.registry.code;

import org.jspecify.annotations.NullMarked;
