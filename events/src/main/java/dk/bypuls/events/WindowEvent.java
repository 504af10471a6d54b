package dk.bypuls.events;

/**
 * What travels on the window topics: windows, how far they are complete, and what was taken back.
 */
public sealed interface WindowEvent permits Window, PastWindow, CompleteThrough, Withdrawn {}
