"""Pictures the site draws itself: covers, portraits, the footer ridge, icons, signs, demonstration photographs."""
