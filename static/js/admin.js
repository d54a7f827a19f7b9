// The admin area.
