"""The record: schema, migrations, queries; ``dialect`` alone knows the SQL dialects."""
