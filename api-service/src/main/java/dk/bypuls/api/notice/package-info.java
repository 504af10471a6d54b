/** What those who use a dataset must know of it, told before and when it happens (C9). */
@NullMarked
package dk.bypuls.api.notice;

import org.jspecify.annotations.NullMarked;
