"""The lecture hall 齐鲁职业教育大讲堂."""
